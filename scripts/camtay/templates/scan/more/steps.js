// One step at a time. What is done is remembered on this phone, by entry, until the steps themselves change.
(function(){
if(!d.querySelector("[data-a=steps]"))return;
var view,at,done,opener;
function list(){return article().querySelector(".s[data-e]")}
function steps(){return Array.from(list().children)}
// Of the source locale's text, so that another language finds the same marks.
function version(){
  var sum=0,text=d.querySelector(".s[data-e]").textContent.replace(/\s+/g," ");
  for(var i=0;i<text.length;i++)sum=(sum*31+text.charCodeAt(i))|0;
  return sum}
var mark=version();
function key(){return"ct-steps-"+list().dataset.e}
function read(){
  try{var kept=JSON.parse(get(key()))}catch(e){}
  done=kept&&kept.v===mark&&Array.isArray(kept.done)?kept.done:[]}
function keep(){put(key(),done.length?JSON.stringify({v:mark,done:done}):null)}
function first(){
  for(var i=0;i<steps().length;i++)if(done.indexOf(i)<0)return i;
  return steps().length}

// What the list and the button say about it.
function show(){
  d.querySelectorAll("[data-a=steps]").forEach(function(b){
    if(!b.word)b.word=b.lastChild.data;
    if(article().contains(b))
      b.lastChild.data=!done.length?b.word:word(first()<steps().length?"more.steps.resume":"more.steps.again",{n:first()+1})});
  d.querySelectorAll(".s .ok").forEach(function(e){e.remove()});
  steps().forEach(function(li,i){
    var is=done.indexOf(i)>=0;
    li.classList.toggle("done",is);
    if(is)li.append(make("span",{"class":"n ok"},word("more.steps.done")))})}

function button(name,key,kind){return make("button",{type:"button","class":"b"+(kind||""),"data-a":name},word(key))}
function draw(){
  var all=steps(),end=at>=all.length,values={n:at+1,all:all.length},
    text=make("div",{tabindex:"-1",role:"group","class":"now","data-read":""}),bar=make("div",{"class":"bar","aria-hidden":"true"});
  all.forEach(function(_,i){bar.append(make("i",{"class":(done.indexOf(i)>=0?"done":"")+(i===at?" at":"")}))});
  view.textContent="";
  var head=make("div",{"class":"head"}),count=make("b",{"aria-hidden":"true"},end?"":word("more.steps.step",values));
  head.append(count,button("steps.close","more.steps.close"));
  view.append(head,bar,make("h1",{},article().querySelector("h1").textContent),text);
  if(end){
    text.setAttribute("aria-labelledby","ct-end");
    text.append(make("h2",{id:"ct-end"},word("more.steps.all",values)));
    copy("[data-result]",text);
    var calls=article().querySelectorAll(":scope>a.p[href^='tel:']");
    if(!calls.length)calls=article().querySelectorAll("footer>a.p[href^='tel:']");
    if(calls.length)text.append(make("p",{},word("more.steps.help")));
    calls.forEach(function(a){text.append(a.cloneNode(true))})}
  else{
    text.setAttribute("aria-label",word("more.steps.spoken",values));
    text.setAttribute("aria-describedby","ct-step");
    var words=make("div",{id:"ct-step"});
    all[at].childNodes.forEach(function(n){if(!n.classList||!n.classList.contains("ok"))words.append(n.cloneNode(true))});
    text.append(words);
    if(done.indexOf(at)>=0)text.append(make("p",{"class":"ok"},word("more.steps.done")))}
  view.append(make("div",{"data-listen":""}));
  var buttons=make("div",{"class":"turn"});
  if(!end)buttons.append(button("steps.next",at<all.length-1?"more.steps.next":"more.steps.last"," p"));
  if(end)buttons.append(button("steps.close","more.steps.read"," p"));
  if(at)buttons.append(button("steps.back","more.steps.back"));
  if(done.length)buttons.append(button("steps.restart","more.steps.restart"," quiet"));
  view.append(buttons);
  w.scrollTo(0,0);
  text.focus({preventScroll:true})}
function copy(selector,into){
  var found=article().querySelector(selector);
  if(found)into.append(found.cloneNode(true))}

act("steps",function(b){
  if(view)return;
  opener=b;read();at=first();
  view=make("section",{"class":"steps",lang:H.lang});
  d.querySelector("main").append(view);
  d.body.classList.add("stepping");
  var from=w.pageYOffset;
  cover(function(){
    view.remove();view=null;
    d.body.classList.remove("stepping");
    show();
    w.scrollTo(0,from);
    opener.focus({preventScroll:true})});
  draw()});
act("steps.close",uncover);
act("steps.next",function(){if(done.indexOf(at)<0)done.push(at);keep();at++;draw()});
act("steps.back",function(){at--;draw()});
act("steps.restart",function(){done=[];keep();at=0;draw()});
read();begin(show);
relocated(show);
})();
