// Handing the page on, a picture as large as the screen, and the page on paper.
(function(){
var n=w.navigator;
function old(text){  // browsers that keep the clipboard from pages without a certificate, or have none
  var field=make("textarea",{readonly:"","class":"told"},text),ok=false;
  d.body.append(field);field.select();
  try{ok=d.execCommand("copy")}catch(e){}
  field.remove();
  return ok}
function copy(text,said){
  function failed(){tell(old(text)?said:word("more.share.failed",{text:text}))}
  if(!n.clipboard||!n.clipboard.writeText)return failed();
  n.clipboard.writeText(text).then(function(){tell(said)},failed)}

act("share",function(){
  var url=w.location.href.split("#")[0],link=function(){copy(url,word("more.share.copied"))};
  if(!n.share)return link();
  n.share({title:d.title,url:url}).catch(function(e){if(e.name!=="AbortError")link()})});
// Zalo takes no text in a link: it waits in the clipboard.
d.addEventListener("click",function(e){
  var a=e.target.closest("[data-copy]");
  if(a)copy(a.dataset.copy,word("more.share.paste"))});

act("picture",function(a){
  if(!w.HTMLDialogElement){w.location=a.href;return}
  var small=a.querySelector("img"),box=make("dialog",{"class":"large","aria-label":small.alt,lang:H.lang}),
    close=make("button",{type:"button","class":"b p"},word("more.close"));
  box.append(make("img",{src:a.getAttribute("href"),alt:small.alt}),close);
  d.body.append(box);
  box.addEventListener("cancel",function(e){e.preventDefault();uncover()});
  box.addEventListener("click",function(e){if(e.target===box||e.target===close)uncover()});
  cover(function(){box.close();box.remove();a.focus()});
  box.showModal()});

act("print",function(){w.print()});
var closed=[];
w.addEventListener("beforeprint",function(){
  closed=Array.from(article().querySelectorAll("details:not([open])"));
  closed.forEach(function(e){e.open=true})});
w.addEventListener("afterprint",function(){closed.forEach(function(e){e.open=false})});
})();
