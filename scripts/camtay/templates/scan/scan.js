(function(d,w){var h=d.documentElement,L=h.dataset.l.split(" "),n=w.navigator,s,z,
get=k=>{try{return w.localStorage.getItem(k)}catch(e){}},
put=(k,v)=>{try{w.localStorage.setItem(k,v)}catch(e){}},
all=(q,f)=>d.querySelectorAll(q).forEach(f),
show=()=>{h.lang=s;h.className="js l-"+s+" z"+z;
all(".z button",b=>b.setAttribute("aria-pressed",b.value==z));
var a=d.getElementById(s);if(a)d.title=a.dataset.t},
more=()=>{if(h.dataset.m&&!w.ct){var c=w.ct=d.createElement("script");c.src=h.dataset.m+".js";c.onerror=()=>{w.ct=0;if(c.b&&c.b.href)w.location=c.b.href};d.head.appendChild(c)}};
s=get("ct-locale");z=get("ct-size");if(!/^[123]$/.test(z))z=1;
if(L.indexOf(s)<0){var p=n.languages;p=p&&p.length?p:[n.language||""];s="";
for(var i=0;i<p.length&&!s;i++){var t=p[i].toLowerCase();L.forEach(x=>{var y=x.toLowerCase();if(!s&&(t==y||t.split("-")[0]==y.split("-")[0]))s=x})}
if(!s)s=p[0]&&L.indexOf("en")>=0?"en":L[0]}
show();d.addEventListener("DOMContentLoaded",show);
w.onload=()=>{n.serviceWorker&&n.serviceWorker.register("/sw.js").catch(()=>0)};
["pointerdown","touchstart","keydown"].forEach(t=>d.addEventListener(t,more,{passive:true}));
d.addEventListener("click",e=>{var a=e.target.closest(".l,.z button,[data-a]");if(!a)return;
if(a.dataset.a){e.preventDefault();more();w.ct.b=a;return}
if(a.value)put("ct-size",z=a.value);else{if(L.indexOf(a.lang)<0)return;e.preventDefault();put("ct-locale",s=a.lang)}show()})})(document,window)
