// Keeping a page with all that belongs to it for the way without a signal. The worker (sw.js) opens it then.
(function(){
  var code=(/^\/q\/([0-9a-z]{6})$/i.exec(w.location.pathname)||[])[1],list=null,full=false,busy=false,gone=false;
  if(!code||!w.caches||!w.navigator.serviceWorker)return;
  code=code.toUpperCase();
  var name="kept "+code+" ",address="/keep/"+code+".json";
  function size(bytes){return bytes<1e6?Math.max(1,Math.round(bytes/1000))+" kB":(bytes/1e6).toFixed(1).replace(".",word("more.keep.point"))+" MB"}
  function draw(text,part){
    d.querySelectorAll("article").forEach(function(a){
      var box=a.querySelector(".keep");
      if(!box){
        box=make("div",{"class":"keep"});
        box.appendChild(make("button",{"class":"b",type:"button","data-a":"keep"}));
        box.appendChild(make("progress",{max:"1",hidden:""}));
        box.appendChild(make("p",{"class":"n",role:"status"}));
        var foot=a.querySelector("footer");
        a.insertBefore(box,foot)}
      var bar=box.querySelector("progress");
      box.querySelector("button").textContent=word(full?"more.keep.drop":"more.keep.take",{size:list?size(list.size):"…"});
      box.querySelector("button").disabled=busy;
      box.querySelector("p").textContent=text||word(full?"more.keep.kept":"more.keep.why");
      bar.hidden=part===undefined;
      bar.setAttribute("aria-label",word("more.keep.taking",{n:"",all:""}));
      if(part!==undefined)bar.value=part})}
  function take(){
    var cache,done=0;
    busy=true;draw(word("more.keep.taking",{n:0,all:list.files.length}),0);
    return w.caches.open(name+list.mark).then(function(c){
      cache=c;
      return list.files.reduce(function(before,file){return before.then(function(){
        return w.fetch(file[0]).then(function(r){
          if(!r.ok||r.redirected)throw new Error(file[0]);
          return cache.put(file[0],r)}).then(function(){
            done++;draw(word("more.keep.taking",{n:done,all:list.files.length}),done/list.files.length)})})},Promise.resolve())
    }).then(function(){
      // Written last: a set without its list is not used.
      return cache.put(address,new Response(JSON.stringify(list),{headers:{"Content-Type":"application/json"}}))
    }).then(function(){full=true;busy=false;draw()},function(){
      busy=false;
      return w.caches["delete"](name+list.mark).then(function(){draw(word("more.keep.failed"))})})}
  function drop(){
    return w.caches.keys().then(function(names){
      return Promise.all(names.filter(function(n){return n.indexOf(name)===0}).map(function(n){return w.caches["delete"](n)}))
    }).then(function(){full=false;draw(word("more.keep.dropped"))})}
  function look(){
    return w.caches.match(address).then(function(r){
      full=!!r;
      return r?r.json():w.fetch(address).then(function(a){return a.status===404?none():a.json()})
    }).then(function(found){if(!gone){list=found;draw()}},function(){draw(word("more.keep.failed"))})}
  function none(){  // a preview keeps nothing
    gone=true;
    d.querySelectorAll(".keep").forEach(function(box){box.remove()})}
  act("keep",function(){if(!busy)list?full?drop():take():look().then(function(){if(list&&!full)take()})});
  relocated(function(){if(!gone)draw()});
  // There at once, though its size comes later: what stands below must not move when somebody is reading it.
  begin(function(){draw();look()})
})();
